@org.jspecify.annotations.NullMarked
package dev.madang.mail.web;
