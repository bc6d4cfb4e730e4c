# The course on the processor, with Jupyter. Not tested here: the project's tests have no container engine.
#   docker build -f environment/docker/cpu.Dockerfile -t atelier .
#   docker run -it -p 127.0.0.1:8888:8888 atelier run
FROM mcr.microsoft.com/dotnet/sdk:10.0
RUN apt-get update && apt-get install -y --no-install-recommends jupyter-notebook && rm -rf /var/lib/apt/lists/*
WORKDIR /course
COPY . .
RUN ./course setup --torch cpu && ./course doctor
ENTRYPOINT ["./course"]
