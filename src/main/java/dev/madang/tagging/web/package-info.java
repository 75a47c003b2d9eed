@org.jspecify.annotations.NullMarked
package dev.madang.tagging.web;
