function inviaMessaggio() {
    let messaggio = { utente: "Alice", testo: "Ciao, server!" };
    socket.send(JSON.stringify(messaggio));
}

socket.addEventListener("message", event => {
    let dati = JSON.parse(event.data);
    console.log("Risposta:", dati.testo, "Ricevuto alle:", dati.timestamp);
});
