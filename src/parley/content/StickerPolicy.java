package parley.content;

/// What becomes of a sticker on its way. The set of a sticker tells who made it: its id holds the
/// user id of its owner, which any app can read.
public enum StickerPolicy {
    /// The partner gets a file of its own, which is in no set.
    REUPLOAD,
    /// The partner gets the emoji that it stands for, as text.
    EMOJI,
    /// The partner gets the sticker itself, and with it the set.
    ALLOW
}
