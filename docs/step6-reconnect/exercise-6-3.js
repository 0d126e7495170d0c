// Exercise 6-3, solved: a client that sends again what the server has not confirmed.
const lesson = require("../lesson");
const WebSocket = require("ws");

const aperte = new Map(); // number → line; a Map keeps the order in which they came
let ultima = 0;
let socket;

function connettiWebSocket() {
  socket = new WebSocket(lesson.url(), lesson.clientLimits);
  lesson.lasting(socket, inviaMessaggio);

  socket.addEventListener("open", () => {
    console.log("Connesso!");
    socket.send("Ciao, server!");
    aperte.forEach((riga, numero) => socket.send(numero + " " + riga));
  });

  socket.addEventListener("message", event => {
    console.log("Risposta dal server:", event.data);
    const [, numero] = /^ricevuto (\d+)$/.exec(event.data) ?? [];
    aperte.delete(Number(numero));
  });

  socket.addEventListener("close", () => {
    console.log("Connessione persa. Riconnessione...");
    setTimeout(connettiWebSocket, 300);
  });
}

function inviaMessaggio(riga) {
  aperte.set(++ultima, riga);
  socket.send(ultima + " " + riga);
}

connettiWebSocket();
