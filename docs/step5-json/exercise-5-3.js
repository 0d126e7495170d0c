// Exercise 5-3, solved: a server that says what it has got, and takes nothing twice.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

const noti = new Set(); // one thread: it needs no lock

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", data => {
    const testo = data.toString();
    console.log("Messaggio ricevuto:", testo);
    const risposta = rispondi(testo);
    if (risposta.ricevuto !== undefined && !noti.has(risposta.ricevuto)) {
      noti.add(risposta.ricevuto);
      server.clients.forEach(client => {
        if (client !== socket && client.readyState === WebSocket.OPEN) {
          client.send(testo);
        }
      });
    }
    socket.send(JSON.stringify(risposta));
  });

  socket.on("close", () => console.log("Client disconnesso"));
  socket.on("error", error => console.error(lesson.describe(error)));
});

function rispondi(data) {
  let messaggio;
  try {
    messaggio = JSON.parse(data);
  } catch {
    return { errore: "JSON non valido" };
  }
  const { id, testo, utente = "" } = messaggio ?? {};
  if (typeof id === "string") {
    return { ricevuto: id };
  }
  if (typeof testo !== "string" || typeof utente !== "string") {
    return { errore: "messaggio non valido" };
  }
  return { testo, timestamp: new Date().toISOString() };
}

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
