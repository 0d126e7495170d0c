const WebSocket = require("ws");

const server = new WebSocket.Server({ port: 8080 });

server.on("connection", socket => {
    console.log("Nuovo client connesso!");

    socket.on("message", message => {
        console.log("Messaggio ricevuto:", message);
        socket.send("Messaggio ricevuto: " + message);
    });

    socket.on("close", () => console.log("Client disconnesso"));
});

console.log("Server WebSocket in ascolto su ws://localhost:8080");
