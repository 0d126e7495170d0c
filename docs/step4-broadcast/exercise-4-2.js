// Exercise 4-2, solved: a chat in which everyone has a name.
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
  let nome = "Anonimo"; // a variable of this client: the listeners below remember it

  socket.on("message", message => {
    const testo = message.toString();
    console.log("Messaggio ricevuto:", testo);
    if (testo.startsWith("/nick ")) {
      nome = testo.slice("/nick ".length);
      socket.send("Ora ti chiami " + nome);
    } else {
      broadcast(nome + ": " + testo);
    }
  });

  socket.on("close", () => console.log("Client disconnesso"));
  socket.on("error", error => console.error(lesson.describe(error)));
});

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
