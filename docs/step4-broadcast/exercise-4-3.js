// Exercise 4-3, solved: a chat with rooms, one for each path.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

server.on("connection", (socket, request) => {
  console.log("Nuovo client connesso!");
  socket.stanza = request.url; // the path: "/calcio"

  socket.on("message", message => {
    const testo = message.toString();
    console.log("Messaggio ricevuto:", testo);
    server.clients.forEach(client => {
      if (client.readyState === WebSocket.OPEN && client.stanza === socket.stanza) {
        client.send(testo);
      }
    });
  });

  socket.on("close", () => console.log("Client disconnesso"));
  socket.on("error", error => console.error(lesson.describe(error)));
});

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
