/** A kind of content that no code of the program knows: notes. All that a module has to bring is here. */
@NullMarked
package dev.madang.note;

import org.jspecify.annotations.NullMarked;
