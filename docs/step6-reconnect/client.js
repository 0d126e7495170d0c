// Step 6: the client of step 3, which comes back by itself when the connection is lost.
const lesson = require("../lesson");
const WebSocket = require("ws");

let socket;

function connettiWebSocket() {
  socket = new WebSocket(lesson.url(), lesson.clientLimits);
  lesson.lasting(socket, inviaMessaggio);

  socket.addEventListener("open", () => {
    console.log("Connesso!");
    inviaMessaggio("Ciao, server!");
  });

  socket.addEventListener("message", event => {
    console.log("Risposta dal server:", event.data);
  });

  socket.addEventListener("close", () => {
    console.log("Connessione persa. Riconnessione...");
    setTimeout(connettiWebSocket, lesson.backoff(3000));
  });
}

function inviaMessaggio(testo) {
  socket.send(testo);
}

connettiWebSocket();
