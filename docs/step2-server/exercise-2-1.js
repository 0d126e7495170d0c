// Exercise 2-1, solved: a chat that welcomes whoever comes.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

server.on("connection", socket => {
  console.log("Nuovo client connesso!");
  socket.send("Benvenuto nella chat!");

  socket.on("message", message => {
    const testo = message.toString();
    console.log("Messaggio ricevuto:", testo);
    socket.send("Messaggio ricevuto: " + testo);
  });

  socket.on("close", () => console.log("Client disconnesso"));
  socket.on("error", error => console.error(lesson.describe(error)));
});

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
