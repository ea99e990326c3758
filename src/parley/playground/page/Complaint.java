package parley.playground.page;

/// A request that the page does not carry out, with words for whoever sits before it.
final class Complaint extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Complaint(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /// 400, for what the page itself never asks.
    static Complaint malformed(String message) {
        return new Complaint(400, message);
    }

    /// 409, for what cannot be done now.
    static Complaint conflict(String message) {
        return new Complaint(409, message);
    }

    /// The HTTP status.
    int status() {
        return status;
    }
}
