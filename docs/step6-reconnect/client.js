// Step 6: the client of step 3, which comes back by itself when the connection is lost.
const lesson = require("../lesson");
const WebSocket = require("ws");

const outbox = new lesson.Outbox(); // what is typed while the server is away
const backoff = lesson.backoff();
let socket;
let attempt = 0;

function connettiWebSocket() {
  socket = new WebSocket(lesson.url(), lesson.clientLimits);
  lesson.watch(socket);

  socket.addEventListener("open", () => {
    console.log("Connesso!");
    attempt = 0;
    socket.send("Ciao, server!");
    outbox.send();
  });

  socket.addEventListener("message", event => {
    console.log("Risposta dal server:", event.data);
  });

  socket.addEventListener("close", () => {
    if (!lesson.ending()) {
      console.log("Connessione persa. Riconnessione...");
      setTimeout(connettiWebSocket, backoff(attempt++));
    }
  });
}

connettiWebSocket();
lesson.typed(line => outbox.add(line), () => outbox.drained());
