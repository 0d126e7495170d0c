let socket;
function connettiWebSocket() {
    socket = new WebSocket("ws://localhost:8080");

    socket.addEventListener("open", () => console.log("Connesso!"));

    socket.addEventListener("close", () => {
        console.log("Connessione persa. Riconnessione...");
        setTimeout(connettiWebSocket, 3000);
    });
}

connettiWebSocket();
