package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Post;
import dev.madang.media.Picture;

/**
 * A post in a list of a page.
 *
 * @param pictures of which the list shows the first
 */
public record PostRow(Post post, String category, String excerpt, List<Picture> pictures) {
}
