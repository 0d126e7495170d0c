// Step 5: the client of step 3, speaking JSON.
const lesson = require("../lesson");
const WebSocket = require("ws");

const utente = lesson.utente();
const socket = new WebSocket(lesson.url(), lesson.clientLimits);
lesson.talk(socket, inviaMessaggio);

socket.addEventListener("open", () => {
  console.log("Connesso al server WebSocket!");
  inviaMessaggio("Ciao, server!");
});

socket.addEventListener("message", event => {
  try {
    const dati = JSON.parse(event.data);
    if (typeof dati.errore === "string") {
      console.error("Errore dal server:", dati.errore);
    } else if (typeof dati.testo === "string" && typeof dati.timestamp === "string") {
      console.log("Risposta:", dati.testo, "Ricevuto alle:", dati.timestamp);
    } else {
      throw new TypeError("neither an answer nor an error");
    }
  } catch {
    console.error("Risposta che non è del passo 5:", event.data);
  }
});

function inviaMessaggio(testo) {
  const messaggio = { utente, testo };
  socket.send(JSON.stringify(messaggio));
}
