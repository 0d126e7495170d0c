// Step 2: a server that tells each client what it has received from it.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", message => {
    const testo = message.toString(); // ws hands over bytes
    console.log("Messaggio ricevuto:", testo);
    socket.send("Messaggio ricevuto: " + testo);
  });

  socket.on("close", () => console.log("Client disconnesso"));

  // Without this, one client's bad frame would end the process.
  socket.on("error", error => console.error(lesson.describe(error)));
});

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
