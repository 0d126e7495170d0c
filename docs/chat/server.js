// The finale: the server of step 5, where all hear everything, and who comes back misses none.
const lesson = require("../lesson");
const Guest = require("./guest");
const Room = require("./room");
const WebSocket = require("ws");

const options = { port: lesson.port(), host: lesson.host(), ...lesson.serverLimits };

Room.at(lesson.redis()).then(room => {
  const server = new WebSocket.Server(options);
  lesson.guard(server);

  server.on("connection", socket => {
    console.log("Nuovo client connesso!");
    const guest = new Guest(socket, room);
    setTimeout(() => room.listen(guest), 1000); // who only listens says nothing

    socket.on("message", data => {
      console.log("Messaggio ricevuto:", data.toString());
      rispondi(room, guest, data);
    });

    socket.on("close", () => {
      console.log("Client disconnesso");
      room.leave(guest);
    });
    socket.on("error", error => console.error(lesson.describe(error)));
  });

  server.on("listening", () => {
    console.log("Server WebSocket in ascolto su " + lesson.address(server));
  });
});

function rispondi(room, guest, data) {
  if (guest.pace.isTooFast()) return guest.refuse("troppi messaggi");
  let messaggio;
  try {
    messaggio = JSON.parse(data, intero);
  } catch {
    return guest.refuse("JSON non valido");
  }
  return room.take(guest, messaggio);
}

/** Half a character, as in "\ud83d", would reach nobody as it was sent: UTF-8 has none. */
function intero(nome, valore) {
  for (const testo of [nome, valore]) {
    if (typeof testo === "string" && !testo.isWellFormed()) throw new SyntaxError(nome);
  }
  return valore;
}
