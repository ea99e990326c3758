package parley.redis;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// An open line to a server, as two streams that can be used at the same time.
///
/// @param closer ends both streams at once, also those on which somebody waits
record Wire(InputStream in, OutputStream out, Closeable closer) {

    /// @param limit for finding the other side; the handshake of TLS comes with the first bytes
    /// @param tls whom to trust
    static Wire open(Endpoint.Place place, Duration limit, SSLSocketFactory tls)
            throws IOException {
        return switch (place) {
            case Endpoint.Unix(var path) -> unix(UnixDomainSocketAddress.of(path));
            case Endpoint.Tcp tcp -> tcp(tcp, limit, tls);
        };
    }

    private static Wire unix(UnixDomainSocketAddress address) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            // One that blocks would wait for ever on a server that takes no more connections.
            channel.configureBlocking(false);
            if (!channel.connect(address)) {
                throw new IOException("takes no connection");
            }
            channel.configureBlocking(true);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Wire(
                Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
    }

    private static Wire tcp(Endpoint.Tcp tcp, Duration limit, SSLSocketFactory tls)
            throws IOException {
        var address = new InetSocketAddress(tcp.host(), tcp.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("the name of the host is not known");
        }
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, (int) limit.toMillis());
            var spoken = tcp.tls() ? encrypted(socket, tcp, tls) : socket;
            // Closing the socket below TLS cannot hang on a farewell that nobody reads.
            return new Wire(spoken.getInputStream(), spoken.getOutputStream(), socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket socket, Endpoint.Tcp tcp, SSLSocketFactory factory)
            throws IOException {
        var encrypted = (SSLSocket) factory.createSocket(socket, tcp.host(), tcp.port(), true);
        var parameters = encrypted.getSSLParameters();
        // Without this Java takes the certificate of any host.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        return encrypted;
    }
}
