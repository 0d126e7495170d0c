package lesson.pages;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Serves a site, and nothing else: what is asked for is looked up by its name, no file is opened.
 */
final class WebServer {
    /** Who is slow keeps one; beyond as many others wait in turn until some are let go. */
    private static final int THREADS = 500;
    /** Seconds that a request may take; an answer, to a slow phone, has more of them. */
    private static final int PATIENCE = 5;
    /** Connections that wait to be taken: a class that scans a code comes in one moment. */
    private static final int BACKLOG = 1024;
    /** Bytes of a request that are read and ignored, so that its sender hears the answer. */
    private static final int MOST_IGNORED = 16 * 1024 * 1024;

    private final Site site;

    private WebServer(Site site) {
        this.site = site;
    }

    /**
     * Starts to serve a site.
     *
     * @throws IOException if the address can't be bound
     */
    static HttpServer start(Site site, InetSocketAddress address) throws IOException {
        System.setProperty("sun.net.httpserver.maxReqTime", "" + PATIENCE);
        System.setProperty("sun.net.httpserver.timerMillis", "10");      // how often it looks
        System.setProperty("sun.net.httpserver.maxRspTime", "" + 12 * PATIENCE);
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.drainAmount", "" + MOST_IGNORED);
        HttpServer server = HttpServer.create(address, BACKLOG);
        var threads = new ThreadPoolExecutor(THREADS, THREADS, PATIENCE, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>());
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", new WebServer(site)::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String name = name(exchange.getRequestURI().getRawPath());
            Resource found = site.find(name);
            Headers headers = exchange.getResponseHeaders();
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cache-Control", "no-cache");       // ask again; most often it is a 304
            if (!method.equals("GET") && !method.equals("HEAD")) {
                headers.set("Allow", "GET, HEAD");
                send(exchange, 405, Resource.text("Qui si può solo leggere: GET o HEAD.\n"
                        + "Here one can only read: GET or HEAD.\n"));
            } else if (found == null && site.find(name + "/") != null) {
                String query = exchange.getRequestURI().getRawQuery();
                headers.set("Location", exchange.getRequestURI().getRawPath() + "/"
                        + (query == null ? "" : "?" + query));
                send(exchange, 301, Resource.text(""));
            } else if (found == null) {
                send(exchange, 404, site.notFound());
            } else if (has(exchange.getRequestHeaders(), found.tag())) {
                headers.set("ETag", found.tag());
                exchange.sendResponseHeaders(304, -1);
            } else {
                headers.set("ETag", found.tag());
                send(exchange, 200, found);
            }
        }
    }

    /** Returns the name that a path asks for; one that there cannot be where it is no UTF-8. */
    private static String name(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replaceFirst("^/", "");
        } catch (IllegalArgumentException e) {
            return "%";
        }
    }

    /** Whether a client has this version: it may name several, and mark one as weak. */
    private static boolean has(Headers request, String tag) {
        return request.getOrDefault("If-None-Match", List.of()).stream()
                .flatMap(tags -> Stream.of(tags.strip().split("\\s*,\\s*")))
                .anyMatch(one -> one.equals("*") || one.replaceFirst("^W/", "").equals(tag));
    }

    private static void send(HttpExchange exchange, int status, Resource resource)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", resource.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + resource.body().length);
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, resource.body().length == 0 ? -1
                    : resource.body().length);
            exchange.getResponseBody().write(resource.body());
        }
    }
}
