package lesson.support.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lesson.support.Settings;
import lesson.support.Wire;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.UpgradeRequest;

/**
 * How Tyrus gets a connection: over a plain socket, without an Origin, which is for browsers, and
 * without a proxy, which was meant for Maven. Why there is none is said in a sentence, as soon as
 * it can be known. Made by Tyrus, for each connection.
 */
public final class Transport implements ClientContainer {
    /** Milliseconds in which there has to be a connection, answer to the handshake included. */
    private static final int PATIENCE = 10_000;
    /** Bytes of that answer. */
    private static final int HEAD = 8 * 1024;
    private static final String HTTP = "HTTP/1.";
    /** The first byte of what TLS says to who does not speak it: an alert (RFC 8446, 5.1). */
    private static final int ALERT = 21;
    /** A name of a header, and a value without controls (RFC 9110, 5.1 and 5.5). */
    private static final Pattern FIELD =
            Pattern.compile("[!#$%&'*+.^_`|~\\w-]+:(\t|\\P{Cntrl})*");
    private static final Pattern EMPTY_LINE = Pattern.compile("\r?\n\r?\n");

    private final long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    private final byte[] head = new byte[HEAD];
    private int length;         // of what has come
    private Conversation conversation;
    private URI url;
    private String host;
    private volatile Socket plain = new Socket(Proxy.NO_PROXY);  // below a layer of TLS, if any

    @Override
    public void openClientSocket(ClientEndpointConfig config, Map<String, Object> properties,
            ClientEngine engine) throws DeploymentException {
        conversation = (Conversation) properties.get(ClientProperties.RECONNECT_HANDLER);
        UpgradeRequest request = engine.createUpgradeRequest(() -> { });
        request.getHeaders().remove("Origin");
        url = request.getRequestURI();
        String authority = url.getRawAuthority();
        host = authority.replaceFirst(":[0-9]*$", "");      // URI finds none with a _ in its name
        request.getHeaders().put("Host", List.of(authority));
        var late = CompletableFuture.runAsync(() -> close(plain),     // also where it only drips
                CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.MILLISECONDS));
        Socket socket = connect();
        Link link = null;
        try {
            plain.setTcpNoDelay(true);
            Wire wire = Settings.wire() ? new Wire() : null;
            ask(socket, request, wire);
            TyrusUpgradeResponse answer = answer(socket, wire);
            late.cancel(false);
            link = new Link(plain, socket.getInputStream(), socket.getOutputStream(), wire);
            conversation.connects(link);    // the next line lets the client speak
            ClientEngine.ClientUpgradeInfo info = engine.processResponse(answer, link,
                    reason -> { });
            if (info.getUpgradeStatus() != ClientEngine.ClientUpgradeStatus.SUCCESS) {
                throw notValid();
            }
            conversation.connected();
            int frames = endOfHead();
            link.open(info.createConnection(), ByteBuffer.wrap(head, frames, length - frames));
        } catch (IOException e) {
            abandon(link);
            throw isLate(e) ? new DeploymentException(notAnswered(), e) : hungUp(e);
        } catch (DeploymentException | RuntimeException e) {
            abandon(link);
            throw e;
        }
    }

    private void abandon(Link link) {
        if (link != null) {
            link.abandon();
        }
        close(plain);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it had to be
        }
    }

    private boolean isLate(IOException e) {
        return e instanceof SocketTimeoutException || System.nanoTime() >= deadline;
    }

    private int left() throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) left;
    }

    /** Tries the addresses of the server one after the other, as a browser does. */
    private Socket connect() throws DeploymentException {
        boolean secure = url.getScheme().equals("wss");
        String number = url.getRawAuthority().substring(host.length()).replace(":", "");
        int port = !number.isEmpty() ? Integer.parseInt(number) : secure ? 443 : 80;
        try {
            IOException failure = new UnknownHostException();
            for (InetAddress address : addresses()) {
                plain = new Socket(Proxy.NO_PROXY);
                try {
                    plain.connect(new InetSocketAddress(address, port), left());
                    return secure ? secured(port) : plain;
                } catch (IOException e) {
                    close(plain);
                    if (isLate(e)) {
                        throw e;
                    }
                    if (hungUpAtOnce(e, address)) {
                        throw hungUp(e);
                    }
                    failure = e;
                }
            }
            throw failure;
        } catch (IOException e) {
            throw new DeploymentException(why(e), e);
        }
    }

    /** The system may take long to look a name up, and can't be interrupted. */
    private InetAddress[] addresses() throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return InetAddress.getAllByName(host);
                } catch (UnknownHostException e) {
                    return new InetAddress[0];
                }
            }).get(left(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownHostException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException();
        }
    }

    private SSLSocket secured(int port) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var secured = (SSLSocket) factory.createSocket(plain, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");     // is it who it says?
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** On the loopback no network is missing: it was accepted and cut while it connected. */
    private static boolean hungUpAtOnce(IOException e, InetAddress address) {
        return e.getClass() == SocketException.class && address instanceof Inet4Address
                && address.isLoopbackAddress();
    }

    private DeploymentException hungUp(IOException e) {
        return new DeploymentException(isAlert(e) ? alerted() : "Il server su " + url
                + " ha chiuso senza rispondere all'handshake: è un server WebSocket?"
                + (url.getScheme().equals("wss") ? ""
                        : " Se vuole TLS, prova \"-Durl=wss" + url.toString().substring(2) + "\"."),
                e);
    }

    /** The other side speaks TLS, and has said in it that it does not want to. */
    private static boolean isAlert(IOException e) {
        return e instanceof SSLException
                && String.valueOf(e.getMessage()).startsWith("Received fatal alert");
    }

    private String alerted() {
        return "Il server su " + url + " parla TLS, ma ha rifiutato questa connessione.";
    }

    private String why(IOException e) {
        if (isLate(e)) {
            return plain.isConnected() ? notAnswered()      // nor to TLS
                    : "Su " + url + " non risponde nessuno da " + PATIENCE / 1000 + " secondi:"
                            + " l'indirizzo è giusto? C'è di mezzo un firewall?";
        }
        if (isAlert(e)) {
            return alerted();
        }
        if (e instanceof SSLException) {
            return e.getCause() instanceof CertificateException
                    ? "Il certificato del server su " + url + " non è valido: forse non è"
                            + " davvero " + host + "."
                    : "Il server su " + url + " non parla TLS, che wss richiede; prova \"-Durl=ws"
                            + url.toString().substring(3) + "\".";
        }
        if (e instanceof ConnectException) {
            return "Nessun server risponde su " + url + ": avvialo in un altro terminale con "
                    + conversation.server() + ", poi riprova.";
        }
        if (e instanceof UnknownHostException) {
            return "url: non trovo la macchina «" + host + "»; prova per esempio"
                    + " \"-Durl=ws://localhost:8080\".";
        }
        return "Da qui non si arriva a " + url + ": l'indirizzo è giusto, e questa macchina è in"
                + " rete?";
    }

    private String notAnswered() {
        return "Il server su " + url + " non ha risposto all'handshake entro " + PATIENCE / 1000
                + " secondi.";
    }

    private void ask(Socket socket, UpgradeRequest request, Wire wire) throws IOException {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var text = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
        request.getHeaders().forEach((name, values) -> text.append(name).append(": ")
                .append(String.join(", ", values)).append("\r\n"));
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (wire != null) {
            wire.sent(ByteBuffer.wrap(bytes).position(bytes.length), bytes.length);
        }
        socket.getOutputStream().write(bytes);
    }

    private TyrusUpgradeResponse answer(Socket socket, Wire wire)
            throws IOException, DeploymentException {
        while (endOfHead() < 0) {
            int count = socket.getInputStream().read(head, length, HEAD - length);
            if (wire != null) {
                wire.received(ByteBuffer.wrap(head).position(length + Math.max(count, 0)), count);
            }
            if (count < 0) {
                throw new IOException("the server has closed");
            }
            length += count;
            if (head[0] == ALERT) {
                throw new DeploymentException("Il server su " + url + " vuole TLS: prova"
                        + " \"-Durl=wss" + url.toString().substring(2) + "\".");
            }
            String start = text(Math.min(length, HTTP.length()));
            if (!HTTP.startsWith(start)) {
                throw new DeploymentException("Il server su " + url + " non è un server"
                        + " WebSocket: non risponde in HTTP.");
            }
            if (length == HEAD && endOfHead() < 0) {
                throw new DeploymentException("Il server su " + url + " non è un server"
                        + " WebSocket: la sua risposta all'handshake è troppo lunga.");
            }
        }
        int end = endOfHead();
        if (text(end).matches("(?s)HTTP/1\\.1 1(?!01)[0-9]{2} .*")) {     // another will follow
            System.arraycopy(head, end, head, 0, length - end);
            length -= end;
            return answer(socket, wire);
        }
        return parse(text(end).split("\r\n"));
    }

    private String text(int count) {
        return new String(head, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** Returns where the frames begin; below 0 as long as the empty line has not come. */
    private int endOfHead() {
        Matcher end = EMPTY_LINE.matcher(text(length));
        return end.find() ? end.end() : -1;
    }

    private TyrusUpgradeResponse parse(String[] lines) throws DeploymentException {
        if (!lines[0].matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw notValid();
        }
        var answer = new TyrusUpgradeResponse();
        answer.setStatus(Integer.parseInt(lines[0].split(" ")[1]));
        if (answer.getStatus() != 101) {
            throw new DeploymentException("Il server su " + url + " ha rifiutato l'handshake con la"
                    + " risposta HTTP " + answer.getStatus() + ": è un server WebSocket?");
        }
        for (String line : List.of(lines).subList(1, lines.length)) {
            String[] header = line.split(":", 2);
            String name = header[0].toLowerCase(Locale.ROOT);
            // Nobody has asked for one: the frames that follow would be others (RFC 6455, 4.1).
            if (header.length < 2 || !FIELD.matcher(line).matches()
                    || name.equals("sec-websocket-extensions")
                    || name.equals("sec-websocket-protocol")) {
                throw notValid();
            }
            answer.getHeaders().merge(header[0], List.of(header[1].strip()),
                    (one, other) -> List.of(one.get(0) + ", " + other.get(0)));
        }
        return answer;
    }

    private DeploymentException notValid() {
        return new DeploymentException("Il server su " + url + " non è un server WebSocket: la"
                + " sua risposta all'handshake non è valida.");
    }
}
