server.on("connection", socket => {
    console.log("Nuovo client connesso!");

    socket.on("message", message => {
        console.log("Messaggio ricevuto:", message);

        // Invia il messaggio a tutti i client connessi
        server.clients.forEach(client => {
            if (client.readyState === WebSocket.OPEN) {
                client.send(message);
            }
        });
    });
});
