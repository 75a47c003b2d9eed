@NullMarked
package dev.madang.tagging.analyze;

import org.jspecify.annotations.NullMarked;
