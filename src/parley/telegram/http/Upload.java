package parley.telegram.http;

import java.io.IOException;

/// Files that go with a request.
@FunctionalInterface
public interface Upload {
    /// Adds the files to the body of the request, which is sent at the same time. It runs on a
    /// thread of its own and is interrupted when the request has come to nothing. When it throws,
    /// the request breaks off, so that nothing becomes of it.
    void write(Form form) throws ApiException, IOException, InterruptedException;
}
