package dev.madang.media;

/**
 * One size of a picture.
 *
 * @param name thumb, feed or full
 * @param url where it is served from; without a host unless a CDN is set
 */
public record Variant(String name, String url, int width, int height) {
}
