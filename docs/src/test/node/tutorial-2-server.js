// The tutorial's server of step 2 as it behaves with ws 8; only the port is not always the same.
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: process.env.PORT });

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", message => {
    console.log("Messaggio ricevuto:", message);
    socket.send("Messaggio ricevuto: " + message);
  });

  socket.on("close", () => console.log("Client disconnesso"));
});

console.log("Server WebSocket in ascolto su ws://localhost:8080");
