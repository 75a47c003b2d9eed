/** Chat over HTTP: the API and the pages. */
@NullMarked
package dev.madang.chat.web;

import org.jspecify.annotations.NullMarked;
