package parley.chat;

/// Who a person is, without saying who: 128 bits that only the holder of the secret can compute
/// from the Telegram id. The core tells people apart by it alone, and nothing else is kept at rest.
public record Pseudonym(long high, long low) {
    @Override
    public String toString() {
        return "Pseudonym[hidden]";
    }
}
