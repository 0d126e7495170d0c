package lesson.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for localhost that nobody has vouched for, made by keytool. */
public final class SelfSigned {
    /** The password of {@link #store}. */
    public static final String PASSWORD = "password";

    /** Holds the certificate and its key. */
    public final Path store;

    /** @param folder where the store is to be */
    public SelfSigned(Path folder) throws IOException {
        store = folder.resolve("keys.p12");
        try (Program keytool = Program.start(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost",
                "-ext", "san=dns:localhost", "-validity", "1", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD))) {
            if (keytool.exit() != 0) {
                throw new AssertionError("keytool: " + keytool.rest() + keytool.errors());
            }
        }
    }

    /** Writes certificate and key beside the store, as other programs read them. */
    public void writePem() throws IOException {
        try {
            char[] password = PASSWORD.toCharArray();
            KeyStore keys = KeyStore.getInstance(store.toFile(), password);
            Files.writeString(store.resolveSibling("cert.pem"),
                    pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
            Files.writeString(store.resolveSibling("key.pem"),
                    pem("PRIVATE KEY", keys.getKey("server", password).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    /** Returns what a server needs that is to show this certificate. */
    public SSLContext context() throws IOException {
        try {
            char[] password = PASSWORD.toCharArray();
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(store.toFile(), password), password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
