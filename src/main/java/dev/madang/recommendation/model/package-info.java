/** The arithmetic of recommendation: plain arrays in, neighbours out. Knows no database and no page. */
@NullMarked
package dev.madang.recommendation.model;

import org.jspecify.annotations.NullMarked;
