/** Madang, a community platform. Every package below is a module; dependencies point down only. */
@NullMarked
package dev.madang;

import org.jspecify.annotations.NullMarked;
