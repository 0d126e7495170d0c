// The tutorial's server of step 5, behind the first lines of step 2, without which it cannot run.
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: process.env.PORT });

server.on("connection", socket => {
  socket.on("message", data => {
    const messaggio = JSON.parse(data);
    console.log("Messaggio ricevuto:", messaggio);

    const { testo } = messaggio;
    socket.send(JSON.stringify({ testo, timestamp: new Date().toISOString() }));
  });
});

console.log("Server WebSocket in ascolto su ws://localhost:8080");
