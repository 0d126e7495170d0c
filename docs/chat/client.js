// The client of step 6, which comes back to where it was, and repeats a line until it is heard.
const lesson = require("../lesson");
const heard = require("./heard");
const Outbox = require("./outbox");
const WebSocket = require("ws");

const utente = lesson.utente();
const outbox = new Outbox(utente);
let socket;
let isBack = false;
let ultimo = -1; // the number of the text that was heard last

function connettiWebSocket() {
  socket = new WebSocket(lesson.url(), lesson.clientLimits);
  lesson.lasting(socket, inviaMessaggio);

  socket.addEventListener("open", () => {
    console.log("Connesso!");
    if (isBack) {
      ultimo = Math.max(ultimo, 0); // from the first on, none may be missing
      invia({ dopo: ultimo });
    }
    isBack = true;
    invia({ entra: utente });
    ripeti();
  });

  socket.addEventListener("message", event => {
    const dati = heard.read(event.data);
    outbox.heard(dati);
    if (heard.mayBeLost(dati)) setTimeout(ripeti, 1000);
    ultimo = heard.print(dati, ultimo);
  });

  socket.addEventListener("close", () => {
    console.log("Connessione persa. Riconnessione...");
    setTimeout(connettiWebSocket, lesson.backoff(3000));
  });
}

/** Returns a promise of the line's being heard; so long the next one waits. */
function inviaMessaggio(testo) {
  const sentito = outbox.put(testo);
  ripeti();
  return sentito;
}

function ripeti() {
  if (outbox.unheard) invia(outbox.unheard);
}

function invia(messaggio) {
  if (socket.readyState !== WebSocket.OPEN) return; // said again when there is a connection
  socket.send(JSON.stringify(messaggio));
}

connettiWebSocket();
