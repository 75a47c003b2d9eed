package dev.madang.notification;

/**
 * Somebody who is to be told something.
 *
 * @param detail what more there is to say, such as the tag that one follows
 * @param onPage whether on their page, or only in the digest or on devices
 */
record Recipient(long memberId, String kind, String detail, boolean onPage) {
}
