@NullMarked
package dev.madang.market.web;

import org.jspecify.annotations.NullMarked;
