@NullMarked
package dev.madang.search.embeddings;

import org.jspecify.annotations.NullMarked;
