@NullMarked
package dev.madang.search.web;

import org.jspecify.annotations.NullMarked;
