server.on("connection", socket => {
    socket.on("message", data => {
        let messaggio = JSON.parse(data);
        console.log("Messaggio ricevuto:", messaggio);

        let risposta = { testo: messaggio.testo, timestamp: new Date().toISOString() };
        socket.send(JSON.stringify(risposta));
    });
});
