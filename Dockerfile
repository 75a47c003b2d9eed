# Madang with a Java of its own. See docs/install.md, "Containers".
FROM maven:3.9.11-eclipse-temurin-25-noble AS build
# npm brings the web font
RUN apt-get update && apt-get install -y --no-install-recommends npm && rm -rf /var/lib/apt/lists/* \
  && groupadd --gid 64123 madang && useradd --uid 64123 --gid madang --no-create-home --shell /usr/sbin/nologin madang \
  && install -d -o madang -g madang /opt/madang /image/home && install -d /opt/madang/bin \
  # initdb wants its user to have a name
  && grep -E '^(root|nobody|madang):' /etc/passwd >/image/passwd && grep -E '^(root|nogroup|madang):' /etc/group >/image/group
WORKDIR /build
COPY pom.xml ./
COPY src src
COPY bin bin
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package
RUN jlink --output /opt/java --generate-cds-archive --no-header-files --no-man-pages --strip-java-debug-attributes --include-locales=en,ko \
  --add-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs
RUN java -Djarmode=tools -jar target/madang.jar extract --destination /opt/madang/lib \
  && cp bin/madang /opt/madang/bin/ && chown -R madang:madang /opt/madang/lib
# PostgreSQL refuses to run as root
USER madang
RUN MADANG_JAVA=/opt/java/bin/java /opt/madang/bin/madang aot && mv /opt/madang/lib/madang-*.aot /opt/madang/lib/madang.aot

# Not distroless: initdb and pg_ctl of the PostgreSQL in the home start their programs with /bin/sh. Madang itself wants no shell.
FROM debian:trixie-20251208-slim
LABEL org.opencontainers.image.title="Madang" \
  org.opencontainers.image.description="A community platform that starts with one command" \
  org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /image/passwd /image/group /etc/
COPY --from=build /opt/java /opt/java
COPY --from=build --chown=0:0 /opt/madang/lib /opt/madang/lib
COPY deploy/java.args /opt/madang/java.args
COPY --from=build --chown=64123:64123 --chmod=700 /image/home /var/lib/madang
# what bin/madang has: the heap, and what a picture's decoder takes outside of it
ENV JDK_JAVA_OPTIONS="-Xms32m -Xmx192m" MALLOC_MMAP_THRESHOLD_=1048576 LANG=C.UTF-8 MADANG_HOME=/var/lib/madang
USER 64123:64123
WORKDIR /var/lib/madang
VOLUME /var/lib/madang
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=90s --retries=3 \
  CMD ["/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-XX:+UseSerialGC", "-jar", "/opt/madang/lib/madang.jar", "status", "--ready"]
ENTRYPOINT ["/opt/java/bin/java", "@/opt/madang/java.args"]
CMD ["serve"]
