namespace Aspire.Hosting.ApplicationModel;

/// <summary>Describes one resource.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The whole description.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>Says something about the resource.</summary>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;
}
