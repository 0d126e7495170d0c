// The tutorial's change of step 4, behind the first lines of step 2, without which it cannot run.
const WebSocket = require("ws");

const server = new WebSocket.Server({ port: process.env.PORT });

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", message => {
    console.log("Messaggio ricevuto:", message);

    for (const client of server.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(message);
    }
  });
});

console.log("Server WebSocket in ascolto su ws://localhost:8080");
