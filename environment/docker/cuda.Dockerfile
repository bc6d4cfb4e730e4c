# The course on an NVIDIA GPU, with Jupyter. Not tested here: the project's tests have no container engine and no GPU.
# libtorch's CUDA packages bring their own CUDA libraries; the host needs its driver and the NVIDIA container toolkit.
#   docker build -f environment/docker/cuda.Dockerfile -t atelier-cuda .
#   docker run -it --gpus all -p 127.0.0.1:8888:8888 atelier-cuda run
FROM mcr.microsoft.com/dotnet/sdk:10.0
RUN apt-get update && apt-get install -y --no-install-recommends jupyter-notebook && rm -rf /var/lib/apt/lists/*
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
WORKDIR /course
COPY . .
RUN ./course setup --torch cuda && ./course doctor
ENTRYPOINT ["./course"]
