@NullMarked
package dev.madang.search.lucene;

import org.jspecify.annotations.NullMarked;
