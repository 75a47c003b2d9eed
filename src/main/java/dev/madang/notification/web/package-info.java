@NullMarked
@NamedInterface("web")
package dev.madang.notification.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
