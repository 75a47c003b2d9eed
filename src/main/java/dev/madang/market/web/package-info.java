@NullMarked
@NamedInterface("web")
package dev.madang.market.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
