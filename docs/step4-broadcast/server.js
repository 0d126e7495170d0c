// Step 4: the server of step 2 with one listener changed: every message goes to every client.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", message => {
    const testo = message.toString(); // bytes would go out as a binary frame
    console.log("Messaggio ricevuto:", testo);

    server.clients.forEach(client => {
      if (client.readyState === WebSocket.OPEN) {
        client.send(testo);
      }
    });
  });

  socket.on("close", () => console.log("Client disconnesso"));

  // Without this, one client's bad frame would end the process.
  socket.on("error", error => console.error(lesson.describe(error)));
});

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
