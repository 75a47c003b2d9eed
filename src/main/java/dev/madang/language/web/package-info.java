@org.jspecify.annotations.NullMarked
package dev.madang.language.web;
