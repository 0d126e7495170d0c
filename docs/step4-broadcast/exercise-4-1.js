// Exercise 4-1, solved: a chat that tells the others when somebody has left.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

function broadcast(testo) {
  server.clients.forEach(client => {
    if (client.readyState === WebSocket.OPEN) {
      client.send(testo);
    }
  });
}

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", message => {
    const testo = message.toString();
    console.log("Messaggio ricevuto:", testo);
    broadcast(testo);
  });

  socket.on("close", () => {
    console.log("Client disconnesso");
    broadcast(`Qualcuno è uscito: restiamo in ${server.clients.size}.`);
  });

  socket.on("error", error => console.error(lesson.describe(error)));
});

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
