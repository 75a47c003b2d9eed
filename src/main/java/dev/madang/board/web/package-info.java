/** The API and the pages of boards; their rows serve every list of posts. */
@NullMarked
@NamedInterface("web")
package dev.madang.board.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
