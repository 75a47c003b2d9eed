@NullMarked
package dev.madang.tagging.chat;

import org.jspecify.annotations.NullMarked;
