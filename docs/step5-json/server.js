// Step 5: a server that reads JSON and answers in JSON, with the time.
const lesson = require("../lesson");
const WebSocket = require("ws");

const server = new WebSocket.Server({
  port: lesson.port(), host: lesson.host(), ...lesson.serverLimits,
});
lesson.guard(server);

server.on("connection", socket => {
  console.log("Nuovo client connesso!");

  socket.on("message", data => {
    console.log("Messaggio ricevuto:", data.toString());
    socket.send(JSON.stringify(rispondi(data)));
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
  const { testo, utente = "" } = messaggio ?? {}; // null is JSON too
  if (typeof testo !== "string" || typeof utente !== "string") {
    return { errore: "messaggio non valido" };
  }
  return { testo, timestamp: new Date().toISOString() };
}

server.on("listening", () => {
  console.log("Server WebSocket in ascolto su " + lesson.address(server));
});
