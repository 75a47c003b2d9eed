@org.jspecify.annotations.NullMarked
package dev.madang.media.web;
