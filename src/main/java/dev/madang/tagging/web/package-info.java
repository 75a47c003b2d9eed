@NullMarked
package dev.madang.tagging.web;

import org.jspecify.annotations.NullMarked;
